package io.gitops4j.core.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The steps that a file store is made of, so that a test can let each of them fail. */
interface StateFiles {
  /** The whole file. */
  byte[] read(Path file) throws IOException;

  /** Creates or replaces a file; its bytes are on the disk when this returns. */
  void write(Path file, byte[] bytes) throws IOException;

  /** Renames in one step, in place of what is there. */
  void move(Path from, Path to) throws IOException;

  void delete(Path file) throws IOException;

  boolean exists(Path file);

  /** The files and folders in a folder, sorted; none if there is no such folder. */
  List<Path> list(Path folder) throws IOException;

  /** Creates a folder and those above it, if they are not there. */
  void createFolders(Path folder) throws IOException;

  /** Brings the names in a folder to the disk: a rename survives a power cut only after this. */
  void sync(Path folder) throws IOException;
}
