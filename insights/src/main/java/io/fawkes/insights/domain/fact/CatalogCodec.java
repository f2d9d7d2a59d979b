package io.fawkes.insights.domain.fact;

import io.fawkes.insights.domain.packing.Packer;
import io.fawkes.insights.domain.packing.Phrases;
import io.fawkes.insights.domain.packing.Unpacker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The catalog, the rules, what was forgotten and the phrases of the rows as bytes, and back. */
final class CatalogCodec {
    private CatalogCodec() {}

    /**
     * What a block holds.
     *
     * @param entries the catalog's and the rules
     * @param horizons of services of which something was forgotten, from when on nothing was
     */
    record Content(List<Fact> entries, Map<ServiceId, Instant> horizons) {}

    static byte[] pack(
            List<ServiceFact> services, List<RuleFact> rules, Map<ServiceId, Instant> horizons, Phrases phrases) {
        Packer entries = new Packer(phrases);
        services.forEach(service -> ServiceCodec.pack(service, entries));
        rules.forEach(rule -> RuleCodec.pack(rule, entries));
        horizons.forEach((service, horizon) -> entries.path(service.value()).time(horizon));
        Packer all = new Packer(phrases)
                .texts(phrases.all())
                .count(services.size())
                .count(rules.size())
                .count(horizons.size());
        byte[] packed = entries.toBytes();
        return all.blob(packed, 0, packed.length).toBytes();
    }

    static Content unpack(byte[] block, Phrases phrases) {
        Unpacker all = new Unpacker(phrases, block, 0);
        phrases.restore(all.texts());
        int services = all.count();
        int rules = all.count();
        int horizons = all.count();
        Unpacker entries = new Unpacker(phrases, all.blob(), 0);
        List<Fact> facts = new ArrayList<>(services + rules);
        for (int i = 0; i < services; i++) {
            facts.add(ServiceCodec.unpack(entries));
        }
        for (int i = 0; i < rules; i++) {
            facts.add(RuleCodec.unpack(entries));
        }
        return new Content(facts, horizons(entries, horizons));
    }

    private static Map<ServiceId, Instant> horizons(Unpacker in, int size) {
        Map<ServiceId, Instant> horizons = new HashMap<>();
        for (int i = 0; i < size; i++) {
            horizons.put(new ServiceId(in.path()), in.moment());
        }
        return horizons;
    }
}
