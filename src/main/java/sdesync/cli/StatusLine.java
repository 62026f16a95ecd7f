package sdesync.cli;

/** One line on the terminal that is written over; nothing when no person looks. */
final class StatusLine {
  private final Console console;
  private String shown = "";

  StatusLine(Console console) {
    this.console = console;
  }

  void show(String text) {
    if (!console.errIsTerminal() || text.equals(shown)) {
      return;
    }
    shown = text;
    console.err().print("\r\u001b[K" + Printable.fit(text, Math.min(console.width(), 200) - 1));
    console.err().flush();
  }

  void clear() {
    if (!shown.isEmpty()) {
      shown = "";
      console.err().print("\r\u001b[K");
      console.err().flush();
    }
  }
}
