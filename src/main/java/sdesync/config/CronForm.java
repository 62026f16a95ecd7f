package sdesync.config;

/** The form of cron texts. */
final class CronForm {
  private CronForm() {}

  static Form<String> form() {
    return new Form<>(
        "a crontab(5) line such as H 2 * * 1-5",
        text -> {
          int fields = text.split("\\s+", -1).length;
          if (fields < 5 || fields > 6) {
            throw new Unfit("has " + fields + " fields instead of five, or six with seconds");
          }
          return text;
        });
  }
}
