/** A `rabbitmq-server`, and its environment in addition to that of this process. */
export type RabbitmqProgram = { path: string; env: NodeJS.ProcessEnv };
