package io.fawkes.insights.grpc;

import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import io.fawkes.insights.csv.AnswerCsv;
import io.fawkes.insights.csv.RowCsv;
import io.fawkes.insights.domain.DoraAnswers;
import io.fawkes.insights.domain.DoraQuestion;
import io.fawkes.insights.domain.InsightsException;
import io.fawkes.insights.domain.dora.DoraReport;
import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.dora.Metric;
import io.fawkes.insights.v1.CompareDoraRequest;
import io.fawkes.insights.v1.CompareDoraResponse;
import io.fawkes.insights.v1.DiffDoraRequest;
import io.fawkes.insights.v1.DiffDoraResponse;
import io.fawkes.insights.v1.Dora;
import io.fawkes.insights.v1.ExplainDeploymentRequest;
import io.fawkes.insights.v1.ExplainDeploymentResponse;
import io.fawkes.insights.v1.ExplainDoraRequest;
import io.fawkes.insights.v1.ExplainDoraResponse;
import io.fawkes.insights.v1.ExportDoraRequest;
import io.fawkes.insights.v1.ExportRowsRequest;
import io.fawkes.insights.v1.GetDoraRequest;
import io.fawkes.insights.v1.ReactorDoraServiceGrpc;
import io.fawkes.insights.v1.WatchDoraRequest;
import io.fawkes.runtime.rpc.CallContext;
import io.fawkes.runtime.rpc.Principal;
import io.fawkes.runtime.rpc.RpcEdge;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** DORA's metrics over gRPC. */
public final class DoraGrpcService extends ReactorDoraServiceGrpc.DoraServiceImplBase {
    private static final int ROWS_A_MESSAGE = 500;

    private final DoraAnswers answers;
    private final RpcEdge edge = new RpcEdge(InsightsStatuses::translate);

    public DoraGrpcService(DoraAnswers answers) {
        this.answers = answers;
    }

    @Override
    public Mono<Dora> getDora(GetDoraRequest request) {
        return edge.one(() -> {
            DoraQuestion question = Questions.question(request);
            return answers.report(question).map(DoraReport::answer).map(DoraProtos::dora);
        });
    }

    @Override
    public Mono<ExplainDoraResponse> explainDora(ExplainDoraRequest request) {
        return edge.one(() -> {
            ExplainPage page = ExplainPage.of(request);
            return CallContext.ofPipeline()
                    .flatMap(call ->
                            answers.report(page.question()).doOnNext(report -> requireRows(call.principal(), report)))
                    .map(page::render);
        });
    }

    @Override
    public Mono<ExplainDeploymentResponse> explainDeployment(ExplainDeploymentRequest request) {
        return edge.one(() -> {
            DoraQuestion question = Questions.question(request);
            return CallContext.ofPipeline()
                    .flatMap(call -> answers.story(request.getDeployment(), question)
                            .doOnNext(story -> requireRows(call.principal(), question.group(), Set.of(story.team()))))
                    .map(RowProtos::story);
        });
    }

    @Override
    public Mono<HttpBody> exportDora(ExportDoraRequest request) {
        return edge.one(() -> {
            DoraQuestion question = Questions.question(request);
            return answers.report(question).map(report -> csv(AnswerCsv.of(report.answer())));
        });
    }

    @Override
    public Flux<HttpBody> exportRows(ExportRowsRequest request) {
        return edge.many(() -> {
            DoraQuestion question = Questions.question(request);
            Metric metric = Questions.metric(request.getMetric());
            return CallContext.ofPipeline()
                    .flatMap(call -> answers.report(question).doOnNext(report -> requireRows(call.principal(), report)))
                    .flatMapMany(report -> Flux.fromIterable(report.rows(metric)))
                    .buffer(ROWS_A_MESSAGE)
                    .map(rows -> csv(RowCsv.of(metric, rows)))
                    .startWith(csv(RowCsv.head()));
        });
    }

    private static HttpBody csv(String text) {
        return HttpBody.newBuilder()
                .setContentType("text/csv; charset=utf-8")
                .setData(ByteString.copyFromUtf8(text))
                .build();
    }

    @Override
    public Flux<Dora> watchDora(WatchDoraRequest request) {
        return edge.many(() -> {
            DoraQuestion question = Questions.question(request);
            return answers.watch(question).map(DoraProtos::dora);
        });
    }

    @Override
    public Mono<CompareDoraResponse> compareDora(CompareDoraRequest request) {
        return edge.one(() -> {
            ComparePage page = ComparePage.of(request);
            return answers.compare(page.kind(), page.question(), page.after(), page.size())
                    .map(page::render);
        });
    }

    @Override
    public Mono<DiffDoraResponse> diffDora(DiffDoraRequest request) {
        return edge.one(() -> {
            DiffPage page = DiffPage.of(request);
            return CallContext.ofPipeline()
                    .flatMap(call -> answers.restated(page.question(), page.since())
                            .doOnNext(restated -> {
                                requireRows(call.principal(), restated.before());
                                requireRows(call.principal(), restated.after());
                            }))
                    .map(page::render);
        });
    }

    static void requireRows(Principal caller, DoraReport report) {
        requireRows(caller, report.answer().inquiry().group(), report.teams());
    }

    private static void requireRows(Principal caller, Group group, Set<String> teams) {
        teams.stream()
                .filter(team -> !caller.seesRowsOf(team))
                .sorted()
                .findFirst()
                .ifPresent(team -> {
                    throw new InsightsException.ForeignRows(group, team);
                });
    }
}
