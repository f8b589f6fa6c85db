/**
 * What user space and the kernel agree on: include/uapi/linux/vhost.h and the error numbers. It says
 * what is asked and where in user memory that lies, and does nothing.
 *
 * <p>Uses the engine's primitives. Start with {@link org.killpath.lab.vhost.uapi.VringRequest}.
 */
package org.killpath.lab.vhost.uapi;
