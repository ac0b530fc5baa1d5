/**
 * What is the same for every case of every process: its number, what its tasks show, stopping it, and what people see of
 * it: lists and timelines, in the words of the diagrams.
 */
package org.peerladder.cases;
