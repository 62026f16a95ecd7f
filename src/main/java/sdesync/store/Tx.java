package sdesync.store;

import org.jdbi.v3.core.Handle;

/** An open transaction. Opaque outside this room. */
public final class Tx {
  private final Handle handle;

  Tx(Handle handle) {
    this.handle = handle;
  }

  Handle handle() {
    return handle;
  }
}
