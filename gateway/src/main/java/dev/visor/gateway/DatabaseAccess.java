package dev.visor.gateway;

/**
 * Where the database is and as whom to sign in: three roles, so that a mistake in one part cannot reach another's rights.
 *
 * @param url JDBC address, without user and password
 * @param owner owns the schema and runs the migrations; no request is served with it
 * @param app reads and writes as the migrations granted, under row-level security
 * @param trail adds to and reads the trail's tables, nothing else
 */
public record DatabaseAccess(String url, Login owner, Login app, Login trail) {

    /** The role that owns the schema. */
    public static final String OWNER = "visor_owner";

    /** The application's role. */
    public static final String APP = "visor_app";

    /** The trail's role. */
    public static final String TRAIL = "visor_trail";

    /**
     * One role's sign-in.
     *
     * @param username the role
     * @param password never printed
     */
    public record Login(String username, String password) {

        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }
}
