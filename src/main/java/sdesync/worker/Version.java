package sdesync.worker;

/** Which version of the program this is. */
final class Version {
  /** From the jar's manifest; {@code development} when run from classes. */
  static final String TEXT = text();

  private Version() {}

  private static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
