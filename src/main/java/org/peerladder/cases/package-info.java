/**
 * What is the same for every case of every process: its number, what its tasks show, and stopping it. Lists
 * and timelines for people belong here.
 */
package org.peerladder.cases;
