package org.peerladder.notices;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param url where people reach the application, for the links in mails; without a slash at the end
 * @param from the sender of every mail
 */
@ConfigurationProperties("peerladder.mails")
record MailSettings(String url, String from) {}
