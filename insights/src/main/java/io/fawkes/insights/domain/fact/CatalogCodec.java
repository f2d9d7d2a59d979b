package io.fawkes.insights.domain.fact;

import io.fawkes.insights.domain.packing.Packer;
import io.fawkes.insights.domain.packing.Phrases;
import io.fawkes.insights.domain.packing.Unpacker;
import java.util.ArrayList;
import java.util.List;

/** The catalog and the phrases of the rows as bytes, and back. */
final class CatalogCodec {
    private CatalogCodec() {}

    static byte[] pack(List<ServiceFact> services, Phrases phrases) {
        Packer entries = new Packer(phrases);
        services.forEach(service -> FactCodec.pack(service, entries));
        Packer all = new Packer(phrases).texts(phrases.all()).count(services.size());
        byte[] packed = entries.toBytes();
        return all.blob(packed, 0, packed.length).toBytes();
    }

    static List<ServiceFact> unpack(byte[] block, Phrases phrases) {
        Unpacker all = new Unpacker(phrases, block, 0);
        phrases.restore(all.texts());
        int size = all.count();
        Unpacker entries = new Unpacker(phrases, all.blob(), 0);
        List<ServiceFact> services = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            services.add(FactCodec.unpackService(entries));
        }
        return services;
    }
}
