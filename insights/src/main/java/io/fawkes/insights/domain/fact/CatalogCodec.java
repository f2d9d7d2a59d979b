package io.fawkes.insights.domain.fact;

import io.fawkes.insights.domain.packing.Packer;
import io.fawkes.insights.domain.packing.Phrases;
import io.fawkes.insights.domain.packing.Unpacker;
import java.util.ArrayList;
import java.util.List;

/** The catalog, the rules and the phrases of the rows as bytes, and back. */
final class CatalogCodec {
    private CatalogCodec() {}

    static byte[] pack(List<ServiceFact> services, List<RuleFact> rules, Phrases phrases) {
        Packer entries = new Packer(phrases);
        services.forEach(service -> ServiceCodec.pack(service, entries));
        rules.forEach(rule -> RuleCodec.pack(rule, entries));
        Packer all =
                new Packer(phrases).texts(phrases.all()).count(services.size()).count(rules.size());
        byte[] packed = entries.toBytes();
        return all.blob(packed, 0, packed.length).toBytes();
    }

    /** Catalog entries, then rules. */
    static List<Fact> unpack(byte[] block, Phrases phrases) {
        Unpacker all = new Unpacker(phrases, block, 0);
        phrases.restore(all.texts());
        int services = all.count();
        int rules = all.count();
        Unpacker entries = new Unpacker(phrases, all.blob(), 0);
        List<Fact> facts = new ArrayList<>(services + rules);
        for (int i = 0; i < services; i++) {
            facts.add(ServiceCodec.unpack(entries));
        }
        for (int i = 0; i < rules; i++) {
            facts.add(RuleCodec.unpack(entries));
        }
        return facts;
    }
}
