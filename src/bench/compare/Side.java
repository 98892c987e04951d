import java.util.List;

/** A server that answers the queries, and its process. */
record Side(String name, int port, long pid) {

    static final String OURS = "ours";
    static final String FLOOR = "floor";
    /** Followed by the number of workers. */
    static final String POSTGRAPHILE = "postgraphile";

    /** Parses name:port:pid. */
    static Side parse(String argument) {
        List<String> parts = List.of(argument.split(":"));
        return new Side(parts.get(0), Integer.parseInt(parts.get(1)), Long.parseLong(parts.get(2)));
    }

    boolean isPostGraphile() {
        return name.startsWith(POSTGRAPHILE);
    }

    String path(Query query) {
        return name.equals(FLOOR) ? "/" + query.folder() : "/graphql";
    }
}
