package dev.tandem.system.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A service of a compose file, with what it may do beyond its work. */
record Container(String name, Map<String, Object> settings) {

    private static final Pattern NUMBERS = Pattern.compile("[1-9]\\d*:[1-9]\\d*");

    /** Whether its image is made of this project. */
    boolean isOurs() {
        return settings.containsKey("build");
    }

    /** The user and the group that the process runs as; null for those of the image. */
    @Nullable
    String user() {
        return settings.get("user") instanceof String user ? user : null;
    }

    List<String> liberties() {
        var liberties = new ArrayList<String>();
        if (!Boolean.TRUE.equals(settings.get("read_only"))) {
            liberties.add("writes to its root file system");
        }
        if (!list("cap_drop").equals(List.of("ALL")) || !list("cap_add").isEmpty()) {
            liberties.add("has capabilities");
        }
        if (!list("security_opt").equals(List.of("no-new-privileges:true"))) {
            liberties.add("gains privileges");
        }
        if (Boolean.TRUE.equals(settings.get("privileged"))) {
            liberties.add("is privileged");
        }
        if (sharesTheHost()) {
            liberties.add("shares a part of the host");
        }
        if (isOurs() && !(user() instanceof String user && NUMBERS.matcher(user).matches())) {
            liberties.add("has no user with a number");
        }
        return liberties;
    }

    private boolean sharesTheHost() {
        return Stream.of("network_mode", "pid", "ipc", "uts", "userns_mode")
                        .map(settings::get)
                        .anyMatch("host"::equals)
                || !list("devices").isEmpty()
                || list("volumes").toString().contains("docker.sock");
    }

    boolean mounts(String volume) {
        return list("volumes").stream().anyMatch(mount -> mount.toString().startsWith(volume + ":"));
    }

    boolean writesTo(String volume) {
        return list("volumes").stream()
                .map(Object::toString)
                .anyMatch(mount -> mount.startsWith(volume + ":") && !mount.endsWith(":ro"));
    }

    private List<?> list(String setting) {
        return settings.get(setting) instanceof List<?> values ? values : List.of();
    }

    @Override
    public String toString() {
        return name;
    }
}
