# Builds the image of a service:  docker build --build-arg SERVICE=order-service .
# The first stage is the same for all services, so four images need only one Maven build.
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /tandem

# The build of the sources runs the tests and checks the formatting; the build of the image does not.
ENV MAVEN_ARGS="-B -ntp -pl !testing/simulation,!testing/system-tests,!testing/benchmark,!testing/api-client,!examples/minimal-service -P !format -Dmaven.test.skip"

# A layer of libraries, which Docker reuses until a pom changes. The one class makes Maven fetch the libraries of the
# compiler, too.
COPY pom.xml ./
COPY shared-contracts/pom.xml shared-contracts/
COPY shared-context/pom.xml shared-context/
COPY shared-database/pom.xml shared-database/
COPY shared-sealing/pom.xml shared-sealing/
COPY shared-warmup/pom.xml shared-warmup/
COPY shared-web/pom.xml shared-web/
COPY shared-messaging/pom.xml shared-messaging/
COPY local-stack/pom.xml local-stack/
COPY testing/support/pom.xml testing/support/
COPY testing/consumer-contracts/pom.xml testing/consumer-contracts/
COPY testing/openapi/pom.xml testing/openapi/
COPY testing/api-client/pom.xml testing/api-client/
COPY provider-simulator/pom.xml provider-simulator/
COPY order-service/pom.xml order-service/
COPY payment-service/pom.xml payment-service/
COPY inventory-service/pom.xml inventory-service/
COPY notification-service/pom.xml notification-service/
COPY testing/simulation/pom.xml testing/simulation/
COPY testing/system-tests/pom.xml testing/system-tests/
COPY testing/benchmark/pom.xml testing/benchmark/
COPY examples/minimal-service/pom.xml examples/minimal-service/
RUN mkdir -p shared-contracts/src/main/java/any \
 && echo 'package any; class Any {}' > shared-contracts/src/main/java/any/Any.java \
 && mvn -q package -Dspring-boot.repackage.skip -Dcyclonedx.skip \
 && rm -r shared-contracts/src */target testing/*/target

COPY . .
RUN mvn package


FROM eclipse-temurin:25-jre AS layers
ARG SERVICE
COPY --from=build /tandem/${SERVICE}/target/${SERVICE}-exec.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --layers --destination layers


FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 tandem \
 && useradd --uid 10001 --gid tandem --no-create-home --shell /usr/sbin/nologin tandem
WORKDIR /service

# The layers that change least come first, so that a new version of a service is one small layer.
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./

# By its number, since Kubernetes cannot tell whether a name is root. The user owns none of the files above.
USER 10001:10001
# The heap is the smaller part of such a service: the JVM needs about 300 MB beside it, and Docker kills a container
# that exceeds its limit, without a message. For a heap this small the serial collector needs the least memory. A
# service that is out of memory ends and is started again, instead of continuing in an unknown state.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=40", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-jar", "service.jar"]
