package sdesync.schedule;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LedgerOnH2Test extends LedgerContract {
  @TempDir Path dir;

  @Override
  World open() {
    return World.onH2(dir);
  }
}
