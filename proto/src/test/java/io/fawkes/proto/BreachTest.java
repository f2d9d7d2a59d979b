package io.fawkes.proto;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Proves that each rule can fail: one that never does holds nothing. */
final class BreachTest {

    /** Rule, what is replaced in the example and by what, and what the report then says. */
    static Stream<Arguments> breaches() {
        return Stream.of(
                arguments(
                        "an rpc has an HTTP binding",
                        "[google.api.http] { get: \"/v1/things\" }",
                        "",
                        "ListThings: no google.api.http"),
                arguments(
                        "an rpc names the roles that may call it",
                        "[fawkes.type.v1.access] { roles: ROLE_DEVELOPER }",
                        "",
                        "TurnThing: fawkes.type.v1.access names no role"),
                arguments(
                        "an rpc names the roles that may call it",
                        "roles: ROLE_DEVELOPER",
                        "roles: ROLE_UNSPECIFIED",
                        "TurnThing: fawkes.type.v1.access names ROLE_UNSPECIFIED"),
                arguments(
                        "GET and DELETE have no body",
                        "delete: \"/v1/{name=things/*}\"",
                        "delete: \"/v1/{name=things/*}\" body: \"*\"",
                        "DeleteThing: body of DELETE: *"),
                arguments(
                        "a path begins with the version of its package",
                        "get: \"/v1/things\"",
                        "get: \"/v2/things\"",
                        "ListThings: /v2/things is not below /v1/"),
                arguments(
                        "path variables and bodies are fields of the request",
                        "{name=things/*}:turn",
                        "{title=things/*}:turn",
                        "TurnThing: title of the path is no string of the request"),
                arguments(
                        "path variables and bodies are fields of the request",
                        "post: \"/v1/things\" body: \"thing\"",
                        "post: \"/v1/things\" body: \"item\"",
                        "CreateThing: body item is no message of the request"),
                arguments(
                        "no two rpcs share a route",
                        "delete: \"/v1/{name=things/*}\"",
                        "get: \"/v1/{name=things/*}\"",
                        "DeleteThing: GET /v1/things/* is the route of fawkes.example.v1.ThingService.GetThing"),
                arguments(
                        "a Get reads one resource by name",
                        "[google.api.method_signature]: \"name\"",
                        "",
                        "GetThing: method_signature:  (expected: name)"),
                arguments(
                        "a Get reads one resource by name",
                        "get: \"/v1/{name=things/*}\"",
                        "get: \"/v1/{name=items/*}\"",
                        "GetThing: route: items/* (expected: [things/*])"),
                arguments(
                        "a List answers pages of a collection",
                        "name: \"page_size\" number: 1 label: LABEL_OPTIONAL type: TYPE_INT32",
                        "name: \"size\" number: 1 label: LABEL_OPTIONAL type: TYPE_INT32",
                        "ListThings: no int32 page_size"),
                arguments(
                        "a List answers pages of a collection",
                        "name: \"things\" number: 1 ",
                        "name: \"things\" number: 3 ",
                        "ListThings: field 1 of the page does not repeat a resource"),
                arguments(
                        "a Create takes the resource, its id and a request id",
                        "name: \"request_id\"",
                        "name: \"request\"",
                        "CreateThing: no string request_id"),
                arguments(
                        "a Create takes the resource, its id and a request id",
                        "post: \"/v1/things\" body: \"thing\"",
                        "post: \"/v1/things\" body: \"*\"",
                        "CreateThing: body: * (expected: thing)"),
                arguments(
                        "an Update takes the resource and a mask",
                        ".google.protobuf.FieldMask",
                        ".google.protobuf.Empty",
                        "UpdateThing: no google.protobuf.FieldMask update_mask"),
                arguments(
                        "a Delete takes a name",
                        "output_type: \".google.protobuf.Empty\"",
                        "output_type: \".fawkes.example.v1.ListThingsResponse\"",
                        "DeleteThing: answer: fawkes.example.v1.ListThingsResponse"),
                arguments(
                        "a custom method ends in its verb",
                        "}:turn",
                        "}:spin",
                        "TurnThing: method does not begin with Spin"),
                arguments(
                        "a custom method ends in its verb",
                        "}:turn",
                        "}/turn",
                        "TurnThing: /v1/{name=things/*}/turn does not end in a colon and a verb"),
                arguments(
                        "a resource is described",
                        "things/{thing}",
                        "things/{thing}/",
                        "Thing: things/{thing}/ is not collections and ids by turns"),
                arguments(
                        "a resource is identified by its field name",
                        "IDENTIFIER",
                        "OPTIONAL",
                        "Thing: field 1 is not marked IDENTIFIER"),
                arguments(
                        "a reference leads to a resource",
                        "[google.api.resource_reference] { type: \"fawkes.io/Thing\" }",
                        "[google.api.resource_reference] { type: \"fawkes.io/Think\" }",
                        "name: no resource is of type fawkes.io/Think"),
                arguments(
                        "times are Timestamp and spans are Duration",
                        "name: \"create_time\" number: 2 label: LABEL_OPTIONAL type: TYPE_MESSAGE type_name:"
                                + " \".google.protobuf.Timestamp\"",
                        "name: \"create_time\" number: 2 label: LABEL_OPTIONAL type: TYPE_INT64",
                        "create_time: is no Timestamp"),
                arguments(
                        "times are Timestamp and spans are Duration",
                        "\"parts\"",
                        "\"wait_millis\"",
                        "wait_millis: is a number that stands for a time"),
                arguments(
                        "times are Timestamp and spans are Duration",
                        "\".google.protobuf.Duration\"",
                        "\".google.protobuf.Timestamp\"",
                        "open_age: is no Duration"),
                arguments(
                        "page sizes are int32 and tokens strings",
                        "name: \"page_token\" number: 2 label: LABEL_OPTIONAL type: TYPE_STRING",
                        "name: \"page_token\" number: 2 label: LABEL_OPTIONAL type: TYPE_BYTES",
                        "page_token: is no string"),
                arguments(
                        "a field behaviour says something",
                        "[google.api.field_behavior]: OUTPUT_ONLY",
                        "[google.api.field_behavior]: FIELD_BEHAVIOR_UNSPECIFIED",
                        "create_time: is marked FIELD_BEHAVIOR_UNSPECIFIED"),
                arguments(
                        "an enum begins with UNSPECIFIED",
                        "THING_COLOUR_UNSPECIFIED",
                        "THING_COLOUR_NONE",
                        "ThingColour: value 0: THING_COLOUR_NONE (expected: THING_COLOUR_UNSPECIFIED)"),
                arguments("everything has a comment", "Fails with THING_UNKNOWN.", "", "TurnThing: has no comment"),
                arguments(
                        "a reason is spelled as AIP-193 asks",
                        "THING_UNKNOWN",
                        "THING_UNKNOWN_",
                        "THING_UNKNOWN_: does not match"),
                arguments(
                        "a reason is spelled as AIP-193 asks", "THING_UNKNOWN", "T".repeat(64), "T: is longer than 63"),
                arguments(
                        "a reason says its status",
                        "NOT_FOUND: none.",
                        "MISSING: none.",
                        "THING_UNKNOWN: comment does not begin with a status code"),
                arguments(
                        "an rpc says how it fails",
                        "Fails with THING_UNKNOWN.",
                        "Fails as SpinThing does.",
                        "TurnThing: comment says neither"),
                arguments(
                        "an rpc fails with declared reasons only",
                        "Fails with THING_UNKNOWN.",
                        "Fails with THING_UNKNOWN or THING_LOST.",
                        "TurnThing: THING_LOST is no reason of this service"),
                arguments(
                        "a rest option names fields of the right type",
                        "headers_field: \"headers\"",
                        "headers_field: \"name\"",
                        "TurnThing: headers_field name is no map<string, string>"),
                arguments(
                        "a rest option names fields of the right type",
                        "body_size_field: \"body_size\"",
                        "body_size_field: \"name\"",
                        "TurnThing: body_size_field name is no int64"),
                arguments(
                        "a rest option asks for a success",
                        "success_status: 202",
                        "success_status: 302",
                        "TurnThing: success_status: 302"),
                arguments(
                        "a rest option hands on headers in lower case",
                        "x-turn-*",
                        "X-Turn-*",
                        "TurnThing: header X-Turn-*"));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("breaches")
    void reportsABreachWithFileAndLine(String rule, String found, String replacement, String said) {
        var mesh = ExampleContract.load().with(found, replacement).linked();

        var reported =
                rule(rule).violations(mesh).stream().map(Violation::toString).toList();

        assertTrue(reported.stream().anyMatch(text -> text.contains(said)), () -> said + " in " + reported);
        assertTrue(reported.stream().allMatch(text -> text.matches("fawkes/example/v1/thing.proto:[0-9]+ .*")));
    }

    @Test
    void provesEveryRule() {
        var proven = breaches().map(breach -> breach.get()[0]).collect(toUnmodifiableSet());

        assertEquals(ContractTest.rules().stream().map(Rule::name).collect(toUnmodifiableSet()), proven);
    }

    @Test
    void findsNothingWrongWithTheExample() {
        var mesh = ExampleContract.load().linked();

        var reported = ContractTest.rules().stream().flatMap(rule -> rule.violations(mesh).stream());

        assertEquals(List.of(), reported.map(Violation::toString).toList());
    }

    private static Rule rule(String name) {
        return ContractTest.rules().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
