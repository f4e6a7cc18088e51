package dev.tandem.local.demo;

import java.util.List;

/**
 * What happens to one order: requests to the services, and services that are stopped and started in between.
 *
 * @param name the name of the story's file, without the extension
 * @param summary the first line of its file
 */
public record Story(String name, String summary, List<Step> steps) {}
