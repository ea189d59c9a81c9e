package dev.synoptic.standalone.system;

import dev.synoptic.standalone.shell.UserMistake;

/// Giving up root for good, once everything is open that needs it.
public final class Rights {

    private Rights() {}

    /// Goes on as another user, in every thread; does nothing where that is who runs already.
    ///
    /// @param setting what named the user, for messages
    /// @throws UserMistake where there is no such user, it is root, or it cannot be taken on
    public static void become(String user, String setting) {
        var account = Posix.account(user)
                .orElseThrow(() -> new UserMistake(setting + ": user \"" + user + "\" does not exist"));
        if (account.uid() == 0 || account.gid() == 0) {
            throw new UserMistake(setting + ": user \"" + user + "\" is root or of its group, expected another");
        }
        if (Posix.isUser(account)) return;
        openEveryJar();
        if (!Posix.become(account)) {
            throw new UserMistake(setting + ": user \"" + user
                    + "\" cannot be taken on; start the agent as root or as that user, or leave the setting out");
        }
    }

    /// Jars are opened on first need, which may be after the right to read them is gone.
    public static void openEveryJar() {
        var none = ClassLoader.getSystemResource("no/such/resource");
        assert none == null;
    }
}
