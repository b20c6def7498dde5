package dev.visor.gateway;

import dev.visor.gateway.DatabaseAccess.Login;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which database to use.
 *
 * @param url JDBC address of a PostgreSQL 18 of your own; empty starts the local one
 * @param port the local one's port on the loopback address; 0 takes a free one at each start
 * @param owner with {@code url}: the role that owns the schema
 * @param app with {@code url}: the application's role
 * @param trail with {@code url}: the trail's role
 */
@ConfigurationProperties("visor.database")
record DatabaseProperties(
        @DefaultValue("") String url,
        @DefaultValue("0") int port,
        @DefaultValue Role owner,
        @DefaultValue Role app,
        @DefaultValue Role trail) {

    /**
     * One role's sign-in.
     *
     * @param username the role; empty for its usual name
     * @param password never printed
     */
    record Role(
            @DefaultValue("") String username,
            @DefaultValue("") String password) {

        Login login(String property, String usual) {
            if (password.isEmpty()) {
                throw new DatabaseUnavailableException(
                        "visor.database.url is set, but visor.database." + property + ".password is not");
            }
            return new Login(username.isEmpty() ? usual : username, password);
        }

        @Override
        public String toString() {
            return "Role[" + username + "]";
        }
    }

    DatabaseAccess external() {
        return new DatabaseAccess(
                url,
                owner.login("owner", DatabaseAccess.OWNER),
                app.login("app", DatabaseAccess.APP),
                trail.login("trail", DatabaseAccess.TRAIL));
    }
}
