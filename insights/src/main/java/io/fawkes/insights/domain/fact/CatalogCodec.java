package io.fawkes.insights.domain.fact;

import io.fawkes.insights.domain.packing.Packer;
import io.fawkes.insights.domain.packing.Phrases;
import io.fawkes.insights.domain.packing.Unpacker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The catalog, the rules, what was forgotten, incidents' roots and the phrases of the rows as bytes, and back. */
final class CatalogCodec {
    private CatalogCodec() {}

    /**
     * What a block holds.
     *
     * @param entries the catalog's and the rules
     * @param horizons of services of which something was forgotten, from when on nothing was
     * @param roots what incidents name as the service in which their cause lies, by their names
     */
    record Content(List<Fact> entries, Map<ServiceId, Instant> horizons, Map<String, SourceKey> roots) {}

    static byte[] pack(
            List<ServiceFact> services,
            List<RuleFact> rules,
            Map<ServiceId, Instant> horizons,
            Map<String, SourceKey> roots,
            Phrases phrases) {
        Packer entries = new Packer(phrases);
        services.forEach(service -> ServiceCodec.pack(service, entries));
        rules.forEach(rule -> RuleCodec.pack(rule, entries));
        horizons.forEach((service, horizon) -> entries.path(service.value()).time(horizon));
        roots.forEach(
                (incident, root) -> entries.path(incident).phrase(root.key()).path(root.value()));
        Packer all = new Packer(phrases)
                .texts(phrases.all())
                .count(services.size())
                .count(rules.size())
                .count(horizons.size())
                .count(roots.size());
        byte[] packed = entries.toBytes();
        return all.blob(packed, 0, packed.length).toBytes();
    }

    static Content unpack(byte[] block, Phrases phrases) {
        Unpacker all = new Unpacker(phrases, block, 0);
        phrases.restore(all.texts());
        int services = all.count();
        int rules = all.count();
        int horizons = all.count();
        int roots = all.count();
        Unpacker entries = new Unpacker(phrases, all.blob(), 0);
        List<Fact> facts = new ArrayList<>(services + rules);
        for (int i = 0; i < services; i++) {
            facts.add(ServiceCodec.unpack(entries));
        }
        for (int i = 0; i < rules; i++) {
            facts.add(RuleCodec.unpack(entries));
        }
        return new Content(facts, horizons(entries, horizons), roots(entries, roots));
    }

    private static Map<ServiceId, Instant> horizons(Unpacker in, int size) {
        Map<ServiceId, Instant> horizons = new HashMap<>();
        for (int i = 0; i < size; i++) {
            horizons.put(new ServiceId(in.path()), in.moment());
        }
        return horizons;
    }

    private static Map<String, SourceKey> roots(Unpacker in, int size) {
        Map<String, SourceKey> roots = new HashMap<>();
        for (int i = 0; i < size; i++) {
            roots.put(in.path(), new SourceKey(in.phrase(), in.path()));
        }
        return roots;
    }
}
