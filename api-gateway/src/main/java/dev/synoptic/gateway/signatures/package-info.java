/// The signature databases that hosts are judged by, for saying why.
@NullMarked
package dev.synoptic.gateway.signatures;

import org.jspecify.annotations.NullMarked;
