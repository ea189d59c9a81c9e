/// The services as commands: each from one file of settings, until a signal ends it.
@NullMarked
package dev.synoptic.standalone.service;

import org.jspecify.annotations.NullMarked;
