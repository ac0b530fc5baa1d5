/**
 * Who did what to which case, when, and who was refused. Every command of the engine passes one interceptor; what
 * {@code /api} does without the engine says so itself. Readable by administrators.
 */
package org.peerladder.audit;
