package sdesync.sync;

import java.util.Set;

/** A {@link PeerFailure}, and whose it is. */
final class SideFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Set<PeerFailure.Kind> TRANSIENT =
      Set.of(PeerFailure.Kind.BUSY, PeerFailure.Kind.LOST);

  private final Side side;
  private final PeerFailure.Kind kind;

  SideFailure(Side side, PeerFailure failure) {
    super(failure.getMessage(), failure);
    this.side = side;
    this.kind = failure.kind();
  }

  Side side() {
    return side;
  }

  PeerFailure.Kind kind() {
    return kind;
  }

  /** Whether another attempt may help. Only here is that decided. */
  boolean isTransient() {
    return TRANSIENT.contains(kind);
  }

  /** Whether it is about one item or task, and says nothing of the others. */
  boolean isOfOneTask() {
    return kind == PeerFailure.Kind.REFUSED;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
