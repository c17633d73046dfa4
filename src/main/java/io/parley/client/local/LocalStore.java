package io.parley.client.local;

import io.parley.file.FileErrors;
import io.parley.protocol.Nickname;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The files of one server in the user's state folder, which only the user can read. Its methods
 * wait for the disk, so the client's actor calls none of them.
 */
public final class LocalStore {
  private static final String SERVERS = "servers";

  /** How long to wait for another client of the user. */
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

  private final Path folder;
  private final Duration lockTimeout;
  private final String profile;
  private final IgnoredUsersFile ignoredUsers;
  private final RoomsFile rooms;
  private final ConversationFolder conversations;

  LocalStore(Path folder, String profile, KeepSettings settings, Duration lockTimeout) {
    this.folder = folder;
    this.profile = profile;
    this.lockTimeout = lockTimeout;
    this.ignoredUsers = new IgnoredUsersFile(folder);
    this.rooms = new RoomsFile(folder);
    this.conversations = new ConversationFolder(folder, settings);
  }

  /**
   * The store of a server. Creates nothing before something is kept.
   *
   * @param stateFolder the user's folder for the state of this program
   * @param profile the profile with which the client was started; empty for none
   * @param settings how much is kept
   */
  public static LocalStore ofServer(
      Path stateFolder, String host, int port, String profile, KeepSettings settings) {
    return new LocalStore(
        stateFolder.resolve(SERVERS).resolve(FileNames.ofServer(host, port)),
        profile,
        settings,
        LOCK_TIMEOUT);
  }

  /**
   * The nicknames that are ignored on this server; none if they cannot be read.
   *
   * @param problems receives the reason, as a line for the user
   */
  public List<Nickname> loadIgnoredUsers(Consumer<String> problems) {
    try {
      return ignoredUsers.load(problems);
    } catch (IOException e) {
      problems.accept(cannotRead(StorageRequest.Kind.IGNORED_USERS, e));
      return List.of();
    }
  }

  /**
   * The rooms of the last client with this profile; none if they cannot be read.
   *
   * @param problems receives the reason, as a line for the user
   */
  public KeptRooms loadRooms(Consumer<String> problems) {
    try {
      return rooms.load(profile, problems);
    } catch (IOException e) {
      problems.accept(cannotRead(StorageRequest.Kind.ROOMS, e));
      return KeptRooms.NONE;
    }
  }

  /** Carries out a request, and waits for the disk meanwhile. */
  public StorageReply execute(StorageRequest request) {
    List<String> notices = new ArrayList<>();
    try {
      Optional<KeptPage> page =
          request instanceof StorageRequest.LoadPage load
              ? Optional.of(load(load))
              : Optional.empty();
      if (page.isEmpty()) {
        change(request, notices::add);
      }
      return new StorageReply(request.kind(), Optional.empty(), page, notices);
    } catch (IOException e) {
      return StorageReply.failed(request.kind(), FileErrors.describeCreation(e));
    }
  }

  private KeptPage load(StorageRequest.LoadPage load) throws IOException {
    int limit = load.limit();
    List<KeptMessage> found = conversations.before(load.peer(), load.before(), limit + 1);
    boolean complete = found.size() <= limit;
    return new KeptPage(
        load.peer(), load.ticket(), complete ? found : found.subList(1, limit + 1), complete);
  }

  private void change(StorageRequest request, Consumer<String> notices) throws IOException {
    FolderLock lock = FolderLock.acquire(folder, lockTimeout);
    try {
      execute(request, notices);
    } finally {
      lock.close();
    }
  }

  private void execute(StorageRequest request, Consumer<String> notices) throws IOException {
    if (request instanceof StorageRequest.ChangeIgnored change) {
      ignoredUsers.change(change.nickname(), change.ignored(), notices);
    } else if (request instanceof StorageRequest.SaveRooms save) {
      rooms.save(profile, save.rooms(), notices);
    } else if (request instanceof StorageRequest.AppendMessage append) {
      conversations.append(append.peer(), append.message());
    }
  }

  private static String cannotRead(StorageRequest.Kind kind, IOException failure) {
    return "cannot read " + kind.title() + ": " + FileErrors.describe(failure);
  }
}
