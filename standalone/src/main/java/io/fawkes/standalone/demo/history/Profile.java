package io.fawkes.standalone.demo.history;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * A service and how its team delivers it.
 *
 * @param service its id
 * @param team who owns it, {@code teams/{team}}
 * @param tier how much it matters
 * @param zone where the team works
 * @param perWeek deployments in an ordinary week, on average
 * @param work typical time from the first commit of a change to its merge, nights included
 * @param rollout typical time that a deployment takes
 * @param mishaps share of ordinary deployments that hurt users, 0 to 1
 * @param tellers who tells of its deployments; all of them tell of each
 */
public record Profile(
        String service,
        String team,
        String tier,
        ZoneId zone,
        double perWeek,
        Merging merging,
        Duration work,
        Duration rollout,
        double mishaps,
        List<Teller> tellers) {

    private static final String OWNER = "fawkes-demo";

    public Profile {
        tellers = List.copyOf(tellers);
    }

    /** Its repository at GitHub. */
    public String slug() {
        return OWNER + "/" + service;
    }

    /** Its deployment job at Jenkins. */
    public String job() {
        return "deploy/" + service;
    }

    /** What the catalog is told: the service, its owner, and the names by which the tellers know it. */
    public String catalogEntry() {
        return """
                {"displayName":"%1$s","team":"teams/%2$s","tier":"%3$s","timeZone":"%4$s","sourceKeys":[
                 {"key":"github.com/project-slug","value":"%5$s"},
                 {"key":"argocd/app-name","value":"%1$s"},
                 {"key":"jenkins.io/job-full-name","value":"%6$s"}]}
                """.formatted(service, team, tier, zone, slug(), job());
    }
}
