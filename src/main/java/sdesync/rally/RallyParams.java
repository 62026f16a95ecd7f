package sdesync.rally;

import java.util.Arrays;
import java.util.List;
import sdesync.sync.ParamReader;

/**
 * The params that are Rally's own.
 *
 * @param newState in which an item is born and to which it is reopened
 * @param doneStates the first is used when an item is closed
 * @param doneGiven false when they are the defaults, of which a type may lack some
 * @param parent the FormattedID of the story that tasks belong to; empty for stories
 */
record RallyParams(
    String workspace,
    String project,
    Card card,
    String newState,
    List<String> doneStates,
    boolean doneGiven,
    String parent) {

  RallyParams {
    doneStates = List.copyOf(doneStates);
  }

  static RallyParams read(ParamReader params) {
    String done = "rally_done_statuses";
    var read =
        new RallyParams(
            params.required("rally_workspace"),
            params.required("alm_project"),
            card(params),
            params.text("rally_new_status", "Defined"),
            params.list(done, List.of("Completed", "Accepted")),
            params.given(done),
            params.text("alm_parent_issue", ""));
    if (read.doneStates.isEmpty()) {
      params.problem(done, "is empty; name at least one, or leave it out");
    }
    if (read.doneStates.contains(read.newState)) {
      params.problem(
          "rally_new_status", "is among rally_done_statuses; an item cannot be new and done");
    }
    if (read.card == Card.TASK && read.parent.isEmpty()) {
      params.problem(
          "alm_parent_issue", "is missing; with rally_card_type Task name a story, US12");
    }
    if (read.card == Card.STORY && !read.parent.isEmpty()) {
      params.problem("alm_parent_issue", "is only for rally_card_type Task; leave it out");
    }
    return read;
  }

  private static Card card(ParamReader params) {
    List<String> words = Arrays.stream(Card.values()).map(Card::word).toList();
    String word = params.word("rally_card_type", Card.STORY.word(), words);
    return word.equals(Card.TASK.word()) ? Card.TASK : Card.STORY;
  }
}
