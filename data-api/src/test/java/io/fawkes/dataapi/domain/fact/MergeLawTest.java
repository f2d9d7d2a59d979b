package io.fawkes.dataapi.domain.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeLawTest {

    private static final FactKey KEY = new FactKey("github", "deployments/1");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> STATUS_IDS = List.of("1", "2", "3");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 7, 42, 1_001, 20_261_121, 3, 99, 12_345})
    void shufflingDoublingAndDelayingRevisionsChangesNothing(long seed) {
        var random = new Random(seed);
        List<Revision> revisions = revisions(random, 12);
        FactState inOrder = merged(revisions);

        for (int round = 0; round < 50; round++) {
            List<Revision> disturbed = new ArrayList<>(revisions);
            disturbed.addAll(revisions.subList(0, random.nextInt(revisions.size())));
            Collections.shuffle(disturbed, random);

            FactState other = merged(disturbed);

            assertEquals(inOrder.fields(), other.fields(), "seed " + seed + ", round " + round);
            assertEquals(inOrder.occurredAt(), other.occurredAt(), "seed " + seed + ", round " + round);
        }
    }

    @Test
    void aRevisionThatAddsNothingLeavesTheFactAsItIs() {
        Revision revision = at(5).with(DeploymentFields.ENVIRONMENT, "production");
        FactState once = merged(List.of(revision));

        assertSame(once, once.merge(revision, "deliveries/again"));
    }

    @Test
    void ofEqualRevisionsTheHigherPayloadWinsInEitherOrder() {
        Revision one = at(5).with(DeploymentFields.REF, "main");
        Revision two = at(5).with(DeploymentFields.REF, "master");

        assertEquals(
                merged(List.of(one, two)).fields(), merged(List.of(two, one)).fields());
    }

    @Test
    void aLaterRevisionWinsOnlyTheFieldsItSpeaksOf() {
        FactState state = merged(List.of(
                at(9).with(DeploymentFields.ENVIRONMENT, "production"),
                at(5).with(DeploymentFields.ENVIRONMENT, "staging").with(DeploymentFields.REF, "main")));

        assertEquals(Optional.of("production"), state.get(DeploymentFields.ENVIRONMENT));
        assertEquals(Optional.of("main"), state.get(DeploymentFields.REF));
    }

    @Test
    void aClearedFieldStaysClearedWhenAnOlderValueArrivesLate() {
        FactState state = merged(List.of(
                Revision.of(KEY, FactKind.INCIDENT, 9, NOON)
                        .withOrCleared(IncidentFields.RESOLVE_TIME, Optional.empty()),
                Revision.of(KEY, FactKind.INCIDENT, 5, NOON).with(IncidentFields.RESOLVE_TIME, NOON)));

        assertEquals(Optional.empty(), state.get(IncidentFields.RESOLVE_TIME));
    }

    @Test
    void aDeploymentEndsWithItsFirstSuccessWhateverComesAfterOrBefore() {
        Instant success = NOON.plusSeconds(60);
        FactState state = merged(List.of(
                at(3).with(status("9"), new StatusChange(RolloutStatus.FAILED, NOON.plusSeconds(90))),
                at(2).with(status("8"), new StatusChange(RolloutStatus.SUCCEEDED, success)),
                at(1).with(status("7"), new StatusChange(RolloutStatus.IN_PROGRESS, NOON)),
                at(4).with(status("10"), new StatusChange(RolloutStatus.SUCCEEDED, NOON.plusSeconds(120)))));

        assertEquals(Optional.of(new Rollout(RolloutStatus.SUCCEEDED, Optional.of(success))), state.rollout());
    }

    @Test
    void aNameDependsOnTheKeyAlone() {
        assertEquals(KEY.id(), new FactKey("github", "deployments/1").id());
        assertEquals(16, KEY.id().length());
    }

    private static FactState merged(List<Revision> revisions) {
        FactState state = FactState.unknown(KEY, revisions.getFirst().kind());
        for (Revision revision : revisions) {
            state = state.merge(revision, "deliveries/1");
        }
        return state;
    }

    private static Revision at(long number) {
        return Revision.of(KEY, FactKind.DEPLOYMENT, number, NOON.plusSeconds(number));
    }

    private static Field<StatusChange> status(String id) {
        return DeploymentFields.STATUS_CHANGES.at(id);
    }

    /** Few revision numbers and few values, so that ties and clashes are frequent. */
    private static List<Revision> revisions(Random random, int count) {
        List<Revision> revisions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Revision revision =
                    at(random.nextInt(4)).with(DeploymentFields.ENVIRONMENT, "environment-" + random.nextInt(3));
            if (random.nextBoolean()) {
                revision = revision.withOrCleared(
                        DeploymentFields.REF,
                        random.nextBoolean() ? Optional.of("ref-" + random.nextInt(3)) : Optional.empty());
            }
            if (random.nextBoolean()) {
                String id = STATUS_IDS.get(random.nextInt(STATUS_IDS.size()));
                revision = revision.with(
                        status(id), new StatusChange(RolloutStatus.IN_PROGRESS, NOON.plusSeconds(random.nextInt(3))));
            }
            revisions.add(revision);
        }
        return revisions;
    }
}
