package dev.synoptic.gateway.http.operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// One thing that can be asked, with all that the description of the API says of it.
///
/// @param method     of HTTP
/// @param path       with parameters in braces
/// @param summary    one sentence
/// @param role       that is needed; empty for everybody
/// @param parameters in the order of the description; none else is accepted
/// @param body       record that is sent in, one or an array of them
/// @param answers    what may come back with status 200
/// @param headers    that come with an answer, and what each tells
/// @param refusals   statuses that this question may be refused with, beyond those of all
/// @param answering  answers
public record Operation(
        Method method,
        String path,
        String summary,
        Optional<Role> role,
        List<Parameter> parameters,
        Optional<Class<?>> body,
        List<Content> answers,
        Map<String, String> headers,
        Set<Integer> refusals,
        Function<Request, Reply> answering) {

    /// The methods in use.
    public enum Method {
        GET,
        POST
    }

    /// One form that an answer may have.
    ///
    /// @param mediaType without parameters
    /// @param record    for JSON
    public record Content(String mediaType, Optional<Class<?>> record) {

        /// JSON of this shape.
        public static Content json(Class<?> record) {
            return new Content(Reply.JSON, Optional.of(record));
        }

        /// Anything else.
        public static Content of(String mediaType) {
            return new Content(mediaType, Optional.empty());
        }
    }

    public Operation {
        parameters = List.copyOf(parameters);
        answers = List.copyOf(answers);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers)); // in the order of the description
        refusals = Set.copyOf(refusals);
    }

    /// A question that anybody with `role` may ask.
    public static Operation get(
            String path,
            String summary,
            Role role,
            List<Parameter> parameters,
            List<Content> answers,
            Function<Request, Reply> answering) {
        return new Operation(
                Method.GET,
                path,
                summary,
                Optional.of(role),
                parameters,
                Optional.empty(),
                answers,
                Map.of(),
                Set.of(),
                answering);
    }

    /// The same, which may also be refused so.
    public Operation refusing(Integer... statuses) {
        return new Operation(
                method, path, summary, role, parameters, body, answers, headers, Set.of(statuses), answering);
    }

    /// The same, whose answers come with this header too.
    public Operation with(String header, String meaning) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, meaning);
        return new Operation(method, path, summary, role, parameters, body, answers, all, refusals, answering);
    }

    /// The same for everybody.
    public Operation open() {
        return new Operation(
                method, path, summary, Optional.empty(), parameters, body, answers, headers, refusals, answering);
    }
}
