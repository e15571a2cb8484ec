package io.gitops4j.core.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The real disk until the process dies: the step that is the last one does not happen, a write
 * happens by half, and nothing happens afterwards.
 */
final class FailingFiles implements StateFiles {
  private final StateFiles disk = new DiskFiles();
  private int stepsLeft;

  FailingFiles(int steps) {
    this.stepsLeft = steps;
  }

  boolean hasDied() {
    return stepsLeft < 0;
  }

  private void step(String what) throws IOException {
    stepsLeft--;
    if (hasDied()) {
      throw new IOException("died before " + what);
    }
  }

  @Override
  public byte[] read(Path file) throws IOException {
    return disk.read(file);
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    if (stepsLeft == 0) {
      disk.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }
    step("writing " + file);
    disk.write(file, bytes);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    step("moving " + from);
    disk.move(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    step("deleting " + file);
    disk.delete(file);
  }

  @Override
  public boolean exists(Path file) {
    return disk.exists(file);
  }

  @Override
  public List<Path> list(Path folder) throws IOException {
    return disk.list(folder);
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    step("creating " + folder);
    disk.createFolders(folder);
  }

  @Override
  public void sync(Path folder) throws IOException {
    step("syncing " + folder);
    disk.sync(folder);
  }
}
