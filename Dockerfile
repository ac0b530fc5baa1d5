# syntax=docker/dockerfile:1
FROM eclipse-temurin:17-jdk-jammy AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY processes processes
COPY forms forms
COPY src src
# The tests need a PostgreSQL of their own and belong to ./mvnw verify
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -q package -Dmaven.test.skip -Dspotless.check.skip \
    && java -Djarmode=tools -jar target/peer-ladder-*.jar extract --layers --launcher --destination target/layers

FROM eclipse-temurin:17-jre-jammy
RUN useradd --system --uid 10001 --create-home --home-dir /app peerladder
WORKDIR /app
COPY --from=build /build/target/layers/dependencies/ ./
COPY --from=build /build/target/layers/spring-boot-loader/ ./
COPY --from=build /build/target/layers/snapshot-dependencies/ ./
COPY --from=build /build/target/layers/application/ ./
RUN install -d -o peerladder /app/data
USER peerladder
EXPOSE 8080
# The image has neither curl nor wget
HEALTHCHECK --interval=10s --timeout=3s --start-period=90s --retries=6 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/localhost/${SERVER_PORT:-8080} && printf 'GET /actuator/health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '\"status\":\"UP\"' <&3"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "org.springframework.boot.loader.launch.JarLauncher"]
