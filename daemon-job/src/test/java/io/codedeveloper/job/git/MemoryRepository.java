package io.codedeveloper.job.git;

import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.attributes.AttributesNodeProvider;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.StoredConfig;

/// Objects without files and without references, for the parts of JGit that only read and write
/// objects.
final class MemoryRepository extends Repository {
  private final MemoryObjects objects;
  private final StoredConfig config = new Settings();

  MemoryRepository(MemoryObjects objects) {
    super(new RepositoryBuilder().setFS(new InertFileSystem()).setBare());
    this.objects = objects;
  }

  @Override
  public ObjectDatabase getObjectDatabase() {
    return objects;
  }

  @Override
  public StoredConfig getConfig() {
    return config;
  }

  @Override
  public String getIdentifier() {
    return "memory";
  }

  @Override
  public void create(boolean bare) {}

  @Override
  public RefDatabase getRefDatabase() {
    throw new UnsupportedOperationException("no references here");
  }

  @Override
  public AttributesNodeProvider createAttributesNodeProvider() {
    return new NoAttributes();
  }

  @Override
  public void scanForRepoChanges() {}

  @Override
  public void notifyIndexChanged(boolean internal) {}

  private static final class NoAttributes implements AttributesNodeProvider {
    @Override
    public AttributesNode getInfoAttributesNode() {
      return new AttributesNode();
    }

    @Override
    public AttributesNode getGlobalAttributesNode() {
      return new AttributesNode();
    }
  }

  private static final class Settings extends StoredConfig {
    @Override
    public void load() {}

    @Override
    public void save() {}
  }
}
