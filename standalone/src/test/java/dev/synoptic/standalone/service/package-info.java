@NullMarked
package dev.synoptic.standalone.service;

import org.jspecify.annotations.NullMarked;
