package sdesync.config;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table of settings (contract section 2).
 *
 * @param name as written in the file; NAME, ID and VAR stand for what the user chooses
 * @param fallback the default as it would be written; null for none
 * @param meaning for help and the sample file
 */
record Key<T>(
    String name, @Nullable String fallback, Form<T> form, Exposure exposure, String meaning) {

  /** How much of a value may be shown. */
  enum Exposure {
    OPEN,
    /** A URL or connection text: shown without user info, query and options. */
    LOCATION,
    /** Never shown. */
    HIDDEN,
    /** Never shown, and may come from the file that KEY-file names. */
    SECRET
  }

  /** Stands for the value of a secret. */
  static final String STARS = "***";

  private static final int LONGEST_SHOWN = 120;
  private static final Pattern USER_INFO = Pattern.compile("//[^/]*@");
  private static final Pattern OPTIONS = Pattern.compile("[?;#].*", Pattern.DOTALL);
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /** Whether the name holds a part that the user chooses. */
  boolean isFamily() {
    return !name.equals(name.toLowerCase(Locale.ROOT));
  }

  /** This key of a family under one of its actual names. */
  Key<T> as(String actual) {
    return new Key<>(actual, fallback, form, exposure, meaning);
  }

  /** The environment variable that beats the file; families have none. */
  String variable() {
    return "SDE_SYNC_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The name under which the value of a secret may come from a file. */
  String fileKey() {
    return name + "-file";
  }

  boolean isSecret() {
    return exposure == Exposure.SECRET;
  }

  /** The value as it may be shown to anyone. */
  String shown(String value) {
    return switch (exposure) {
      case HIDDEN, SECRET -> STARS;
      case LOCATION ->
          printable(
              OPTIONS.matcher(USER_INFO.matcher(value).replaceAll("//***@")).replaceAll("?…"));
      case OPEN -> printable(value);
    };
  }

  private static String printable(String value) {
    String flat = CONTROL.matcher(value).replaceAll("?");
    return flat.length() <= LONGEST_SHOWN ? flat : flat.substring(0, LONGEST_SHOWN) + "…";
  }
}
