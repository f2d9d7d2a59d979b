package io.fawkes.dataapi;

import io.fawkes.dataapi.domain.imports.UploadFile;
import io.fawkes.dataapi.grpc.ImportGrpcService;
import io.fawkes.dataapi.imports.FileFormats;
import io.fawkes.dataapi.postgres.PostgresStorage;
import io.grpc.BindableService;
import java.time.InstantSource;
import java.util.UUID;
import reactor.core.scheduler.Schedulers;

/** The imports: formats, storage and rpcs put together. */
final class FileImports {

    private FileImports() {}

    static BindableService rpcs(PostgresStorage storage, InstantSource clock) {
        var imports = storage.imports();
        var uploads = new UploadFile(imports, new FileFormats(clock), Schedulers.parallel());
        return new ImportGrpcService(imports, uploads, clock, UUID::randomUUID);
    }
}
