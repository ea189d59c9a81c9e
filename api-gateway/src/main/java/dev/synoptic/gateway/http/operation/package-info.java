/// What can be asked over HTTP, each question described where it is answered; the description of the API is made of
/// them.
@NullMarked
package dev.synoptic.gateway.http.operation;

import org.jspecify.annotations.NullMarked;
