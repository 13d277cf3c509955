/** English texts of the landing section. It defines the type that Chinese satisfies. */
export const landing = {};
