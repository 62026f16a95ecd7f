package sdesync.store;

/** The store did not do what was asked; what the transaction did is undone. */
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure, as far as anyone branches on it. */
  public enum Kind {
    /** The file system of the database is full. */
    DISK_FULL,
    /** The database does not answer or refuses the connection: may heal by itself. */
    UNAVAILABLE,
    /** Another transaction was in the way, several times over: may heal by itself. */
    CONFLICT,
    /** A row of that unique key is there already. */
    DUPLICATE,
    /** Anything else: a fault of the program or of the database. */
    BROKEN
  }

  private final Kind kind;

  public StoreFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
