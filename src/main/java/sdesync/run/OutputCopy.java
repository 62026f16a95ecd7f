package sdesync.run;

import java.util.Optional;

/**
 * Where other nodes read what this one's runs wrote. It grows at its end only. All methods throw
 * what the place itself throws when it is away.
 */
public interface OutputCopy {
  /** A node that shares nothing: its files are all there is. */
  OutputCopy NONE =
      new OutputCopy() {
        @Override
        public Optional<End> end(String runId) {
          return Optional.empty();
        }

        @Override
        public void append(String runId, long at, byte[] bytes) {}

        @Override
        public byte[] read(String runId, long offset, int most) {
          return new byte[0];
        }
      };

  /**
   * Where the copy of a run ends.
   *
   * @param length in bytes
   * @param ours whether this node wrote its last piece: then its own file has at least as much
   */
  record End(long length, boolean ours) {}

  /** Empty when there is no copy. */
  Optional<End> end(String runId);

  /**
   * @param at where the copy ends now
   */
  void append(String runId, long at, byte[] bytes);

  /** At most so many bytes from that offset on; none at the end. */
  byte[] read(String runId, long offset, int most);
}
