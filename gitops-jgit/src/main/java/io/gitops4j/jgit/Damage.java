package io.gitops4j.jgit;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.util.zip.DataFormatException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.CorruptPackIndexException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoPackSignatureException;
import org.eclipse.jgit.errors.PackInvalidException;
import org.eclipse.jgit.errors.PackMismatchException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.errors.UnpackException;
import org.eclipse.jgit.errors.UnsupportedPackVersionException;

/** Tells a damaged repository from other trouble, such as a full disk. */
final class Damage {
  private Damage() {}

  static boolean isIn(Throwable e) {
    return Causes.of(
            e,
            MissingObjectException.class,
            CorruptObjectException.class,
            CorruptPackIndexException.class,
            NoPackSignatureException.class,
            PackInvalidException.class,
            PackMismatchException.class,
            UnpackException.class,
            UnsupportedPackVersionException.class)
        || Causes.of(
            e,
            RepositoryNotFoundException.class,
            ConfigInvalidException.class,
            DataFormatException.class,
            EOFException.class,
            FileNotFoundException.class,
            NoSuchFileException.class);
  }
}
