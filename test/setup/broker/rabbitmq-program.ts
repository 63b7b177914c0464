/** A `rabbitmq-server`, and what its environment needs beside that of this process. */
export type RabbitmqProgram = { path: string; env: NodeJS.ProcessEnv };
