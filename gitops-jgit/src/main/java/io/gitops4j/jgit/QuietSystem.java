package io.gitops4j.jgit;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What JGit gets to see of the machine: no configuration of user or system, no environment. So it
 * runs no {@code git}, measures no file system and writes nothing to the home folder.
 *
 * <p>JGit has one of these per process. An embedder whose own code needs JGit's usual one calls
 * {@code SystemReader.setInstance} again after the first {@link JGitSource} was made.
 */
final class QuietSystem extends SystemReader.Delegate {
  private static final class Installation {
    static {
      SystemReader.setInstance(new QuietSystem(SystemReader.getInstance()));
    }

    static void ensure() {}
  }

  private QuietSystem(SystemReader delegate) {
    super(delegate);
  }

  /** Makes JGit use it; only the first call has an effect. */
  static void install() {
    Installation.ensure();
  }

  @Override
  public @Nullable String getenv(String variable) {
    return null;
  }

  // The default asks the name service, and the answer is used in reference logs only.
  @Override
  public String getHostname() {
    return "localhost";
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  private static final class EmptyConfig extends FileBasedConfig {
    EmptyConfig(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {
      // There is no file.
    }

    @Override
    public void save() {
      // There is no file.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }

    // JGit measures the clock of each file system by writing files, unless it finds it written
    // here.
    @Override
    public long getTimeUnit(
        String section, @Nullable String subsection, String name, long other, TimeUnit wanted) {
      if (section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
          && name.equals(ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION)) {
        return wanted.convert(FS.FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION);
      }
      return super.getTimeUnit(section, subsection, name, other, wanted);
    }
  }
}
