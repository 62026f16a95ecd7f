package sdesync.rally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.sync.PeerFailure;

/** The workspace's tags by name; one that is missing is made, once. */
final class Tags {
  private static final int LONGEST = 256;
  private static final int TRIES = 3;

  private final Wsapi wsapi;
  private final Ref workspace;
  private final Map<String, Ref> known = new HashMap<>();

  Tags(Wsapi wsapi, Ref workspace) {
    this.wsapi = wsapi;
    this.workspace = workspace;
  }

  /** One at a time, so that two items in need of one tag do not make two. */
  synchronized List<Ref> of(List<String> names) {
    List<Ref> refs = new ArrayList<>();
    for (String name : names) {
      String tag = name.length() <= LONGEST ? name : name.substring(0, LONGEST);
      Ref ref = known.get(tag);
      if (ref == null) {
        ref = find(tag);
        if (ref == null) {
          ref = make(tag);
        }
        known.put(tag, ref);
      }
      refs.add(ref);
    }
    return refs.stream().distinct().toList();
  }

  private @Nullable Ref find(String name) {
    Map<String, String> query = new HashMap<>();
    query.put("workspace", workspace.text());
    query.put("fetch", "Name");
    // As with projects, no server's grammar is trusted with a quote.
    if (!name.matches(".*[\"\\\\].*")) {
      query.put("query", Query.is("Name", name));
    }
    List<Ref> exact = new ArrayList<>();
    List<Ref> alike = new ArrayList<>();
    wsapi.list(
        "tag",
        query,
        tag -> {
          String text = tag.path("Name").asText("");
          if (text.equalsIgnoreCase(name)) {
            Ref.of(tag).ifPresent(text.equals(name) ? exact::add : alike::add);
          }
        });
    exact.addAll(alike);
    return exact.isEmpty() ? null : exact.get(0);
  }

  private Ref make(String name) {
    for (int tries = 1; ; tries++) {
      try {
        Envelopes.Content made =
            wsapi.create(
                "tag",
                Map.of("workspace", workspace.text(), "fetch", "Name"),
                Envelopes.body("Tag", Map.of("Name", name, "Workspace", workspace.text())));
        return Ref.of(made.content())
            .orElseThrow(
                () -> new PeerFailure(PeerFailure.Kind.LOST, "Rally made a tag and named it not"));
      } catch (PeerFailure e) {
        // It may have been made all the same, or by somebody else just now.
        boolean perhaps = e.kind() == PeerFailure.Kind.LOST || e.kind() == PeerFailure.Kind.REFUSED;
        Ref there = perhaps ? find(name) : null;
        if (there != null) {
          return there;
        }
        if (e.kind() != PeerFailure.Kind.LOST || tries == TRIES) {
          throw e;
        }
      }
    }
  }
}
