/// What only the operating system can do: accounts, rights, signals.
@NullMarked
package dev.synoptic.standalone.system;

import org.jspecify.annotations.NullMarked;
