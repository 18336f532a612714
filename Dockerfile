FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY mvnw ./
COPY .mvn .mvn
# the pinned Maven; where Apache's archive is out of reach, the one that the image's packages have
RUN ./mvnw --version || { apt-get update && apt-get install -y --no-install-recommends maven; }
# a build of one file fetches all that a build needs, into a layer that lasts until the pom changes
COPY pom.xml ./
COPY src/main/java/io/chatroom/package-info.java src/main/java/io/chatroom/
RUN ./mvnw -B package -Dmaven.test.skip -Dspring-boot.repackage.skip
COPY src/main src/main
RUN ./mvnw -B package -Dmaven.test.skip \
	&& java -Djarmode=tools -jar target/chatroom.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
WORKDIR /chatroom
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
USER 10001:10001
ENV CHAT_TCP_BIND_ADDRESS=0.0.0.0 SERVER_ADDRESS=0.0.0.0
EXPOSE 5000 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
	CMD ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-jar", "chatroom.jar", "healthcheck"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+UseCompactObjectHeaders", "-jar", "chatroom.jar"]
