package sdesync.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into its arguments, quoted as in a POSIX shell (Shell Command Language,
 * section 2.2), and does nothing else a shell does: no variable, no pattern, no pipe.
 */
final class Words {
  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private Words(String text) {
    this.text = text;
  }

  static Form<List<String>> form() {
    return new Form<>(
        "a program and its arguments, quoted as in a shell", text -> new Words(text).split());
  }

  private List<String> split() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case ' ', '\t' -> endWord();
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> add(next("a backslash at the end stands for nothing"));
        default -> add(c);
      }
    }
    endWord();
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw new Unfit("names no program");
    }
    return List.copyOf(words);
  }

  private void singleQuoted() {
    int start = at;
    int end = text.indexOf('\'', at);
    if (end < 0) {
      throw new Unfit("the quote at position " + start + " is never closed");
    }
    word.append(text, at, end);
    inWord = true;
    at = end + 1;
  }

  private void doubleQuoted() {
    int start = at;
    inWord = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return;
      }
      boolean escape = c == '\\' && at < text.length() && "\"\\$`".indexOf(text.charAt(at)) >= 0;
      add(escape ? text.charAt(at++) : c);
    }
    throw new Unfit("the quote at position " + start + " is never closed");
  }

  private char next(String otherwise) {
    if (at == text.length()) {
      throw new Unfit(otherwise);
    }
    return text.charAt(at++);
  }

  private void add(char c) {
    inWord = true;
    word.append(c);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
    }
    inWord = false;
    word.setLength(0);
  }
}
