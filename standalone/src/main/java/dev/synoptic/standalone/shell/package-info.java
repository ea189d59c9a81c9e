/// What all subcommands share towards the shell: exit codes, errors as lines, an end by signal.
@NullMarked
package dev.synoptic.standalone.shell;

import org.jspecify.annotations.NullMarked;
