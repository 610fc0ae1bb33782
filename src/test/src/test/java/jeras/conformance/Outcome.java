package jeras.conformance;

import java.util.Locale;

/** How a case ended, as one line. */
record Outcome(Status status, String name, String detail) {
    enum Status {
        OK,
        FAIL,
        SKIP
    }

    static Outcome ok(String name, double error) {
        return new Outcome(Status.OK, name, String.format(Locale.ROOT, "%.1e", error));
    }

    static Outcome fail(String name, String reason) {
        return new Outcome(Status.FAIL, name, reason.replaceAll("\\s*\\n\\s*", " | "));
    }

    static Outcome skip(String name, String uses) {
        return new Outcome(Status.SKIP, name, "uses " + uses);
    }

    @Override
    public String toString() {
        return switch (status) {
            case OK -> "ok " + name + " " + detail;
            case FAIL -> "FAIL " + name + " " + detail;
            case SKIP -> "skip " + name + ": " + detail;
        };
    }
}
