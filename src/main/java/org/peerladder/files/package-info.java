/**
 * Papers that people add to a case: receipts, transcripts, certificates. Stored in the database beside the case, for those
 * who take part in it, and gone with the case's history.
 */
package org.peerladder.files;
