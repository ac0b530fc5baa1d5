package org.peerladder.files;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * @param largest how large one file may be
 * @param perCase how large all files of a case may be together
 */
@ConfigurationProperties("peerladder.files")
record FileSettings(DataSize largest, DataSize perCase) {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(FileSettings.class)
    static class Read {}
}
