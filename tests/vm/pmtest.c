// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * pmtest: a kernel module with two character devices that can be mmapped, as drivers have them: /dev/pmtest_k hands out
 * kmalloc'ed pages by remap_pfn_range, /dev/pmtest_v vmalloc'ed pages by a fault handler. Four pages each; quadword i
 * holds a0000000dead0000 + i and b0000000beef0000 + i. Past the end mmap of _k fails, and _v raises SIGBUS.
 */
#include <linux/fs.h>
#include <linux/io.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#define NBYTES (4 * PAGE_SIZE)

static void *kbuf, *vbuf;
static unsigned long kphys, faults;
module_param(kphys, ulong, 0444);
module_param(faults, ulong, 0444);

static int k_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start, offset = vma->vm_pgoff << PAGE_SHIFT;

	if (offset > NBYTES || size > NBYTES - offset)
		return -EINVAL;
	if (file->f_flags & O_SYNC)
		vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	return remap_pfn_range(vma, vma->vm_start, (virt_to_phys(kbuf) >> PAGE_SHIFT) + vma->vm_pgoff, size,
			       vma->vm_page_prot);
}

static vm_fault_t v_fault(struct vm_fault *vmf)
{
	if (vmf->pgoff >= NBYTES >> PAGE_SHIFT)
		return VM_FAULT_SIGBUS;
	vmf->page = vmalloc_to_page(vbuf + (vmf->pgoff << PAGE_SHIFT));
	get_page(vmf->page);
	faults++;
	return 0;
}

static const struct vm_operations_struct v_ops = { .fault = v_fault };

static int v_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &v_ops;
	return 0;
}

static const struct file_operations k_fops = { .owner = THIS_MODULE, .mmap = k_mmap };
static const struct file_operations v_fops = { .owner = THIS_MODULE, .mmap = v_mmap };
static struct miscdevice k_dev = { MISC_DYNAMIC_MINOR, "pmtest_k", &k_fops, .mode = 0600 };
static struct miscdevice v_dev = { MISC_DYNAMIC_MINOR, "pmtest_v", &v_fops, .mode = 0600 };

static int __init pmtest_init(void)
{
	unsigned long i;
	int rc = -ENOMEM;

	kbuf = (void *)__get_free_pages(GFP_KERNEL | __GFP_ZERO, 2);
	vbuf = vmalloc_user(NBYTES);
	if (!kbuf || !vbuf)
		goto free;
	for (i = 0; i < NBYTES / 8; i++) {
		((u64 *)kbuf)[i] = 0xa0000000dead0000ULL + i;
		((u64 *)vbuf)[i] = 0xb0000000beef0000ULL + i;
	}
	kphys = virt_to_phys(kbuf);
	rc = misc_register(&k_dev);
	if (rc)
		goto free;
	rc = misc_register(&v_dev);
	if (!rc)
		return 0;
	misc_deregister(&k_dev);
free:
	vfree(vbuf);
	free_pages((unsigned long)kbuf, 2);
	return rc;
}

static void __exit pmtest_exit(void)
{
	misc_deregister(&v_dev);
	misc_deregister(&k_dev);
	vfree(vbuf);
	free_pages((unsigned long)kbuf, 2);
}

module_init(pmtest_init);
module_exit(pmtest_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("pages to be mapped by physmon's tests");
