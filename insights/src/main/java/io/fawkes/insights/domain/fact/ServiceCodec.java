package io.fawkes.insights.domain.fact;

import io.fawkes.insights.domain.packing.Packer;
import io.fawkes.insights.domain.packing.Unpacker;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Catalog entries as bytes, and back, without loss. */
final class ServiceCodec {
    private ServiceCodec() {}

    static void pack(ServiceFact service, Packer out) {
        out.path(service.name())
                .number(service.version())
                .path(service.team())
                .phrase(service.tier())
                .phrase(idOf(service.zone()))
                .texts(service.sourceKeys().stream()
                        .sorted()
                        .flatMap(key -> Stream.of(key.key(), key.value()))
                        .toList())
                .texts(service.productionEnvironments().stream().sorted().toList());
        pack(service.governance(), out);
    }

    static ServiceFact unpack(Unpacker in) {
        return new ServiceFact(
                in.path(),
                in.number(),
                in.path(),
                in.phrase(),
                zone(in.phrase()),
                sourceKeys(in.texts()),
                Set.copyOf(in.texts()),
                governance(in));
    }

    /** Id of {@code zone}; empty for none. */
    static String idOf(@Nullable ZoneId zone) {
        return zone == null ? "" : zone.getId();
    }

    /** The zone whose id that is. */
    static @Nullable ZoneId zone(String id) {
        return id.isEmpty() ? null : ZoneId.of(id);
    }

    private static void pack(Governance governance, Packer out) {
        out.path(governance.policy())
                .path(governance.calendar())
                .duration(governance.causalWindow())
                .count(governance.terms().size());
        governance.terms().forEach(term -> out.path(term.team()).time(term.start()));
        out.texts(governance.paths());
    }

    private static Governance governance(Unpacker in) {
        return new Governance(in.path(), in.path(), in.duration(), terms(in), in.texts());
    }

    private static List<Governance.Term> terms(Unpacker in) {
        int size = in.count();
        List<Governance.Term> terms = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            terms.add(new Governance.Term(in.path(), in.time()));
        }
        return terms;
    }

    private static Set<SourceKey> sourceKeys(List<String> texts) {
        Set<SourceKey> keys = new HashSet<>();
        for (int i = 0; i < texts.size(); i += 2) {
            keys.add(new SourceKey(texts.get(i), texts.get(i + 1)));
        }
        return keys;
    }
}
